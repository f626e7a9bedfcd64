package io.intercomsync.quickstart;

/** Decodes names as Intercom sends them: with the five special characters of HTML encoded. */
final class HtmlText {
    private HtmlText() {}

    /** Returns the decoded text. Control characters, which could move the cursor of a terminal, become blanks. */
    static String plain(String encoded) {
        return encoded.replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&") // the last, so that &amp;lt; becomes &lt;
                .replaceAll("[\\p{Cc}\\p{Cf}]+", " ");
    }
}

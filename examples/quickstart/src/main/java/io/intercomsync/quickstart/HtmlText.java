package io.intercomsync.quickstart;

/** Reads text in the form in which Intercom sends names: with the five characters that mean something in HTML encoded. */
final class HtmlText {
    private HtmlText() {}

    /** The text as people write it. Control characters, which could move a terminal's cursor, become blanks. */
    static String plain(String encoded) {
        return encoded.replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&") // the last, so that &amp;lt; becomes &lt;
                .replaceAll("\\p{Cntrl}", " ");
    }
}

package io.intercomsync.fake.internal.endpoint;

import java.util.regex.Pattern;

/** Turns HTML into plain text as Intercom does: links become "label (url)". */
final class PlainText {

    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>");
    private static final Pattern BREAK = Pattern.compile("</p>\\s*<p>|<br\\s*/?>");
    private static final Pattern ELEMENT = Pattern.compile("<[^>]+>");

    private PlainText() {}

    static Object of(Object html) {
        if (!(html instanceof String text)) {
            return html;
        }
        String linked = LINK.matcher(text).replaceAll("$2 ($1)");
        String plain = ELEMENT.matcher(BREAK.matcher(linked).replaceAll("\n")).replaceAll("");
        return plain.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}

package io.intercomsync.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.Buffer;

/**
 * Shortens the text of a page to the ids of what is on it: of each object in one of its lists, those of errors excepted, only
 * the member {@code id} stays. For the rest it looks only where texts and objects end, which takes a fraction of the time that
 * reading takes; so it is not noticed where what is left out is no proper JSON.
 */
public final class IdsOfPage {
    private static final byte[] ID = "\"id\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERRORS = "\"errors\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private final Buffer shortened = new Buffer();
    private int at;
    private int copied;
    /** Whether the text so far is of a kind that is understood here. */
    private boolean isClear = true;

    private IdsOfPage(byte[] json) {
        this.json = json;
    }

    /** The text shortened; all of it, where it breaks off, or names an id twice or with escapes. */
    public static Buffer of(byte[] json) {
        IdsOfPage text = new IdsOfPage(json);
        text.shorten();
        return text.isClear ? text.shortened : new Buffer().write(json);
    }

    private void shorten() {
        int depth = 0;
        boolean isObject = false;
        boolean isList = false;
        boolean isOfErrors = false;
        for (; at < json.length; at++) {
            byte c = json[at];
            if (c == '"') {
                int start = at;
                skipText();
                isOfErrors = depth == 1 ? isText(start, ERRORS) : isOfErrors;
            } else if (c == '{' && depth == 2 && isList) {
                shortenObject();
            } else if (c == '{' || c == '[') {
                isObject = depth == 0 ? c == '{' : isObject;
                isList = depth == 1 ? isObject && c == '[' && !isOfErrors : isList;
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        isClear &= depth == 0;
        copyUpTo(json.length);
    }

    /** Goes from the beginning of an object to its end. */
    private void shortenObject() {
        copyUpTo(at + 1);
        int depth = 0;
        int id = -1;
        boolean hasId = false;
        do {
            byte c = json[at];
            if (c == '"') {
                int start = at;
                skipText();
                id = depth == 1 && isNameOfId(start) ? start : id;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            boolean isEndOfMember = (c == ',' && depth == 1) || depth == 0;
            if (isEndOfMember && id >= 0) {
                shortened.write(json, id, at - id);
                isClear &= !hasId;
                hasId = true;
                id = -1;
            }
            at++;
        } while (depth > 0 && at < json.length);
        isClear &= depth == 0;
        at--;
        copied = at;
    }

    /** Whether this text, which ends here, is the name of an id. */
    private boolean isNameOfId(int start) {
        int next = at + 1;
        while (next < json.length && json[next] <= ' ') {
            next++;
        }
        if (next == json.length || json[next] != ':') {
            return false;
        }
        for (int i = start; i < at; i++) {
            isClear &= json[i] != '\\';
        }
        return isText(start, ID);
    }

    /** Goes from the beginning of a text to its end. */
    private void skipText() {
        for (at++; at < json.length && json[at] != '"'; at++) {
            if (json[at] == '\\') {
                at++;
            }
        }
        if (at >= json.length) {
            isClear = false;
            at = json.length - 1;
        }
    }

    private boolean isText(int start, byte[] text) {
        return at - start + 1 == text.length && Arrays.equals(json, start, at + 1, text, 0, text.length);
    }

    private void copyUpTo(int end) {
        shortened.write(json, copied, end - copied);
    }
}

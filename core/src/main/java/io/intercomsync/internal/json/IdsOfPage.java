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

    private static final int DEEPEST = Long.SIZE;

    private final byte[] json;
    private final Buffer shortened = new Buffer();
    private int at;
    private int copied;
    private int depth;
    /** A bit for each object or list that is not ended, the innermost one lowest: whether it is a list. */
    private long lists;
    /** Whether the text so far is of a kind that is understood here. */
    private boolean isClear = true;

    private IdsOfPage(byte[] json) {
        this.json = json;
    }

    /** The text shortened; all of it, where it is no JSON as far as that can be seen, or is spelt unusually. */
    public static Buffer of(byte[] json) {
        IdsOfPage text = new IdsOfPage(json);
        text.shorten();
        return text.isClear ? text.shortened : new Buffer().write(json);
    }

    private void shorten() {
        boolean isList = false;
        boolean isOfErrors = false;
        for (; at < json.length; at++) {
            byte c = json[at];
            if (c == '"') {
                int start = at;
                skipText();
                if (depth == 1 && isName(start)) {
                    isOfErrors = isText(start, ERRORS);
                }
            } else if (c == '{' && depth == 2 && isList) {
                shortenObject();
            } else {
                if (depth == 1) { // then whatever begins here is the member of an object, or else the item of a list
                    isList = c == '[' && !isInList() && !isOfErrors;
                }
                follow(c);
            }
        }
        isClear &= depth == 0;
        copyUpTo(json.length);
    }

    /** Goes from the beginning of an object in a list to its end. */
    private void shortenObject() {
        copyUpTo(at + 1);
        int outside = depth;
        int id = -1;
        boolean hasId = false;
        do {
            byte c = json[at];
            if (c == '"') {
                int start = at;
                skipText();
                if (depth == outside + 1 && isName(start) && isText(start, ID)) {
                    id = start;
                }
            } else {
                follow(c);
            }
            boolean isEndOfMember = (c == ',' && depth == outside + 1) || depth == outside;
            if (isEndOfMember && id >= 0) {
                shortened.write(json, id, at - id);
                isClear &= !hasId;
                hasId = true;
                id = -1;
            }
            at++;
        } while (depth > outside && at < json.length);
        at--;
        copied = at;
    }

    /** Goes into an object or list, or out of one. */
    private void follow(byte c) {
        if (c == '{' || c == '[') {
            isClear &= depth < DEEPEST;
            depth++;
            lists = lists << 1 | (c == '[' ? 1 : 0);
        } else if (c == '}' || c == ']') {
            isClear &= depth > 0 && isInList() == (c == ']');
            depth--;
            lists >>>= 1;
        }
    }

    private boolean isInList() {
        return (lists & 1) == 1;
    }

    /** Whether the text that ends here is the name of a member. Such a name without escapes can be compared. */
    private boolean isName(int start) {
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
        return true;
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

package io.intercomsync.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.internal.value.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the states that were given out, including used ones, and forgets the oldest beyond its limit. It holds only digests,
 * so neither a dump of the memory nor the time of a look-up reveals a state. Thread-safe.
 */
final class RememberedStates {
    static final int LIMIT = 10_000;
    static final Duration LIFETIME = Duration.ofMinutes(10);
    /** The longest step back of a clock that corrects itself. After a longer step the age of a state is unknown. */
    private static final Duration SMALL_STEP = Duration.ofMinutes(1);

    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Map<String, Remembered> byDigest = new LinkedHashMap<>();

    private static final class Remembered {
        private final Instant expiresAt;
        private boolean isUsed;

        Remembered(Instant expiresAt) {
            this.expiresAt = expiresAt;
        }
    }

    RememberedStates(Clock clock) {
        this.clock = clock;
    }

    /** A state, and the time from which it is no longer accepted. */
    record NewState(String text, Instant expiresAt) {}

    synchronized NewState next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        NewState state = new NewState(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                clock.instant().plus(LIFETIME));
        byDigest.put(digest(state.text()), new Remembered(state.expiresAt()));
        Iterator<String> oldest = byDigest.keySet().iterator();
        while (byDigest.size() > LIMIT) {
            oldest.next();
            oldest.remove();
        }
        return state;
    }

    /**
     * Uses a state up.
     *
     * @throws OAuthException if it is not remembered, is too old, or was used before
     */
    synchronized void use(String state) {
        Remembered remembered = byDigest.get(digest(state));
        if (remembered == null) {
            throw new OAuthException(
                    Reason.FOREIGN_STATE,
                    "The state of the callback is unknown: this object did not give it out, or has forgotten it after "
                            + LIMIT + " newer ones; connect again from the start with a new begin()",
                    null);
        }
        if (remembered.isUsed) {
            throw new OAuthException(
                    Reason.USED_STATE,
                    "The callback came a second time, and a state is good for one: if the workspace is not connected yet,"
                            + " connect again from the start with a new begin()",
                    null);
        }
        remembered.isUsed = true;
        if (isTooOld(remembered)) {
            throw new OAuthException(
                    Reason.EXPIRED_STATE,
                    "The answer to the consent page came after more than " + LIFETIME.toMinutes()
                            + " minutes: connect again from the start with a new begin()",
                    null);
        }
    }

    /** A clock that was set back must not prolong the life of a state. */
    private boolean isTooOld(Remembered remembered) {
        Duration left = Duration.between(clock.instant(), remembered.expiresAt);
        return left.isNegative() || left.isZero() || left.compareTo(LIFETIME.plus(SMALL_STEP)) > 0;
    }

    synchronized int size() {
        return byDigest.size();
    }

    private static String digest(String state) {
        return Base64.getEncoder().encodeToString(Sha256.newDigest().digest(state.getBytes(US_ASCII)));
    }
}

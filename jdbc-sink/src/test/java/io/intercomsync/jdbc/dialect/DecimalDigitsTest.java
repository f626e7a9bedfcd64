package io.intercomsync.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalDigitsTest {
    @Test
    void a_number_is_held_exactly_if_rounding_changes_nothing_and_the_largest_is_not_exceeded() {
        long seed = 1;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            DecimalDigits digits = new DecimalDigits(1 + random.nextInt(40), random.nextInt(12));
            if (digits.scale() > digits.precision()) {
                continue;
            }
            BigInteger unscaled =
                    new BigInteger(random.nextInt(130), random).multiply(BigInteger.TEN.pow(random.nextInt(6)));
            BigDecimal number =
                    new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(30) - 8);

            boolean isHeld = number.setScale(digits.scale(), RoundingMode.DOWN).compareTo(number) == 0
                    && number.abs().compareTo(digits.largest()) <= 0;

            assertThat(digits.hold(number))
                    .as("%s in %s, seed %d", number, digits, seed)
                    .isEqualTo(isHeld);
        }
    }
}

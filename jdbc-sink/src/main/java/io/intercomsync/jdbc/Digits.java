package io.intercomsync.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;

/** How many digits a column of decimals keeps: so many in all, and so many of them after the point. */
record Digits(int precision, int scale) {

    boolean hold(BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return plain.scale() <= scale && plain.precision() - plain.scale() <= precision - scale;
    }

    /** The largest number that they make. */
    BigDecimal largest() {
        return new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
    }
}

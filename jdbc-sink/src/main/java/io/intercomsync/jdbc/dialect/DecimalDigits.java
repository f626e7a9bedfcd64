package io.intercomsync.jdbc.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The digits that a column of decimals keeps.
 *
 * @param precision how many digits in all
 * @param scale how many of them after the point
 */
public record DecimalDigits(int precision, int scale) {

    /** Returns whether the number fits without rounding. */
    public boolean hold(BigDecimal number) {
        boolean fitsAsItStands = number.scale() >= 0
                && number.scale() <= scale
                && number.precision() - number.scale() <= precision - scale;
        if (fitsAsItStands || number.signum() == 0) {
            return true;
        }
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= scale && plain.precision() - plain.scale() <= precision - scale;
    }

    /** Returns the largest number that fits. */
    public BigDecimal largest() {
        return new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
    }
}

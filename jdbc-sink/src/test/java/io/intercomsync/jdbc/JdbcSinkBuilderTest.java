package io.intercomsync.jdbc;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JdbcSinkBuilderTest {
    private final JdbcSink.Builder builder = JdbcSink.builder("jdbc:h2:mem:never");

    @Test
    void a_null_argument_is_named_at_once() {
        assertNamed("url", () -> JdbcSink.builder((String) null));
        assertNamed("dataSource", () -> JdbcSink.builder((DataSource) null));
        assertNamed("user", () -> builder.user(null));
        assertNamed("password", () -> builder.password(null));
        assertNamed("schema", () -> builder.schema(null));
        assertNamed("prefix", () -> builder.tablePrefix(null));
        assertNamed("prefix", () -> builder.bookkeepingPrefix(null));
        assertNamed("dialect", () -> builder.dialect(null));
        assertNamed("onDelete", () -> builder.onDelete(null));
        assertNamed("wait", () -> builder.writerWait(null));
    }

    private static void assertNamed(String name, ThrowingCallable set) {
        assertThatNullPointerException().isThrownBy(set).withMessage(name);
    }

    @Test
    void an_impossible_argument_is_refused_at_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcSink.builder("postgresql://host/database"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.schema(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.schema("a\u0000b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tablePrefix("a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tablePrefix("x".repeat(31)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bookkeepingPrefix(""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.writerWait(Duration.ofNanos(-1)));
    }
}

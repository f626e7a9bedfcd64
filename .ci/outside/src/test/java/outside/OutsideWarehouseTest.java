package outside;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.testkit.JdbcSinkContract;

/** The contract of a database, with the JUnit of this project. */
class OutsideWarehouseTest extends JdbcSinkContract {
    OutsideWarehouseTest() {
        super("jdbc:h2:mem:outside;DB_CLOSE_DELAY=-1", Dialects.H2);
    }
}

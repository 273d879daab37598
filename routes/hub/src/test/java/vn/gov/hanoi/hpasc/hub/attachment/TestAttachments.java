package vn.gov.hanoi.hpasc.hub.attachment;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import javax.sql.DataSource;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** Files on a real disk, for tests of what brings them; what is known of them in PostgreSQL is not asked for. */
public final class TestAttachments {

    private TestAttachments() {}

    public static Attachments in(Path folder, long mostBytes, Clock clock) {
        DataSource forgetful = proxy(DataSource.class);
        return new Attachments(folder, mostBytes, new Transactions(forgetful), clock);
    }

    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                TestAttachments.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Class<?> result = method.getReturnType();
                    if (result == Connection.class || result == PreparedStatement.class || result == ResultSet.class) {
                        return proxy(result);
                    }
                    return result == boolean.class ? Boolean.FALSE : result == int.class ? Integer.valueOf(0) : null;
                }));
    }
}

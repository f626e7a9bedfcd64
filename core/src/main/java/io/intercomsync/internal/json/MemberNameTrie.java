package io.intercomsync.internal.json;

import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.value.MemberNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tree of the names of JSON members seen so far, in order, which saves decoding them again. All objects of a kind have
 * the same names in the same order, so each node has few children. Finding the next name among them is much cheaper than decoding
 * it. Thread-safe.
 */
public final class MemberNameTrie {
    /**
     * Far more than Intercom's objects take. Objects with the same first name share this bound: objects whose names are data,
     * such as custom attributes, take nothing from the others, which nearly all begin with their type.
     */
    private static final int MOST_BELOW_ONE_FIRST = 800;

    /** The most names that follow one name; more are data. */
    private static final int MOST_AFTER_ONE = 64;

    private final Node root = new Node(null, "", 0);
    private final Map<String, Integer> learnt = new HashMap<>();

    /** Returns the node at which an object begins. */
    Node root() {
        return root;
    }

    /**
     * Adds a name after a node.
     *
     * @return the node of the name; {@code null} if the name is new and there are too many, or if it comes a second time
     */
    synchronized @Nullable Node learn(Node after, String name) {
        for (Node known : after.children.nodes) {
            if (known.name.equals(name)) {
                return known;
            }
        }
        List<String> before = after.inOrder();
        String firstName = before.isEmpty() ? name : before.get(0);
        if (learnt.getOrDefault(firstName, 0) == MOST_BELOW_ONE_FIRST
                || after.children.nodes.length == MOST_AFTER_ONE
                || before.contains(name)) {
            return null;
        }
        learnt.merge(firstName, 1, Integer::sum);
        Node node = new Node(after, name, after.size + 1);
        after.children = new Children(
                Stream.concat(Stream.of(after.children.nodes), Stream.of(node)).toArray(Node[]::new));
        return node;
    }

    /** One name of an object, and by the nodes above it all names before it. The root stands before the first name. */
    static final class Node {
        private final @Nullable Node parent;
        private final String name;
        private final int size;
        private volatile Children children = Children.NONE;
        private volatile @Nullable MemberNames names;

        private Node(@Nullable Node parent, String name, int size) {
            this.parent = parent;
            this.name = name;
            this.size = size;
        }

        /** Reads the next name if it was seen here before; else leaves it to be read and returns {@code null}. */
        @Nullable
        Node next(JsonReader reader) throws IOException {
            Children now = children;
            int at = reader.selectName(now.options);
            return at < 0 ? null : now.nodes[at];
        }

        /** Returns the names of an object that ends here. */
        MemberNames names() {
            MemberNames known = names;
            if (known == null) {
                known = new MemberNames(inOrder().toArray(new String[0]));
                names = known;
            }
            return known;
        }

        private List<String> inOrder() {
            String[] all = new String[size];
            Node node = this;
            for (int i = size - 1; i >= 0 && node != null; i--) {
                all[i] = node.name;
                node = node.parent;
            }
            return Arrays.asList(all);
        }
    }

    /** The names that may come next. */
    private static final class Children {
        static final Children NONE = new Children();

        private final Node[] nodes;
        private final JsonReader.Options options;

        private Children(Node... nodes) {
            this.nodes = nodes;
            this.options = JsonReader.Options.of(
                    Stream.of(nodes).map(node -> node.name).toArray(String[]::new));
        }
    }
}

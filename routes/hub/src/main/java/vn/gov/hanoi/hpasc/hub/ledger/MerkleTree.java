package vn.gov.hanoi.hpasc.hub.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree over a fixed list of leaves, as RFC 6962 section 2.1 builds it: leaf hash SHA-256(0x00 || leaf), node hash
 * SHA-256(0x01 || left || right), the left half the largest power of two smaller than the count.
 */
public final class MerkleTree {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final List<byte[]> leaves;

    /** @param leaves leaf hashes, at least one, see {@link #leafHash} */
    public MerkleTree(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a tree has at least one leaf");
        }
        this.leaves = List.copyOf(leaves);
    }

    public static byte[] leafHash(byte[] content) {
        MessageDigest sha256 = sha256();
        sha256.update(LEAF);
        return sha256.digest(content);
    }

    public int size() {
        return leaves.size();
    }

    public byte[] root() {
        return root(0, leaves.size());
    }

    /** The sibling hashes from leaf {@code index} up to the root. */
    public List<byte[]> path(int index) {
        if (index < 0 || index >= leaves.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        List<byte[]> path = new ArrayList<>();
        collect(index, 0, leaves.size(), path);
        return path;
    }

    /** The paths of all leaves; the tree's nodes are computed once. */
    public List<List<byte[]>> paths() {
        List<List<byte[]>> paths = new ArrayList<>(leaves.size());
        leaves.forEach(leaf -> paths.add(new ArrayList<>()));
        fill(0, leaves.size(), paths);
        return paths;
    }

    /** The root that {@code path} leads to from {@code leaf} at {@code index} of {@code size}; RFC 9162 section 2.1.3.2. */
    public static byte[] rootOf(byte[] leaf, long index, long size, List<byte[]> path) {
        byte[] hash = leaf;
        long node = index;
        long last = size - 1;
        for (byte[] sibling : path) {
            if (last == 0) {
                throw new IllegalArgumentException("the path is longer than the tree is high");
            }
            if (node % 2 == 1 || node == last) {
                hash = nodeHash(sibling, hash);
                while (node % 2 == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new IllegalArgumentException("the path is shorter than the tree is high");
        }
        return hash;
    }

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + split(to - from);
        return nodeHash(root(from, middle), root(middle, to));
    }

    private byte[] fill(int from, int to, List<List<byte[]>> paths) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + split(to - from);
        byte[] left = fill(from, middle, paths);
        byte[] right = fill(middle, to, paths);
        paths.subList(from, middle).forEach(path -> path.add(right));
        paths.subList(middle, to).forEach(path -> path.add(left));
        return nodeHash(left, right);
    }

    private void collect(int index, int from, int to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (index < middle) {
            collect(index, from, middle, path);
            path.add(root(middle, to));
        } else {
            collect(index, middle, to, path);
            path.add(root(from, middle));
        }
    }

    private static int split(int count) {
        return Integer.highestOneBit(count - 1);
    }

    private static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

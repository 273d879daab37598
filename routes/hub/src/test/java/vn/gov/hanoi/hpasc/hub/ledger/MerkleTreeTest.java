package vn.gov.hanoi.hpasc.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The leaves of the vectors that Certificate Transparency publishes for RFC 6962 (merkle_tree_test). */
    private static final List<String> PUBLISHED =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasThePublishedRoots(int size, String root) {
        List<byte[]> leaves = PUBLISHED.stream()
                .limit(size)
                .map(HEX::parseHex)
                .map(MerkleTree::leafHash)
                .toList();

        assertThat(HEX.formatHex(new MerkleTree(leaves).root())).isEqualTo(root);
    }

    @Test
    void leadsFromEveryLeafOfEverySizeToTheRoot() {
        for (int size = 1; size <= 70; size++) {
            List<byte[]> leaves = leaves(size);
            MerkleTree tree = new MerkleTree(leaves);
            byte[] root = tree.root();
            List<List<byte[]>> paths = tree.paths();
            for (int index = 0; index < size; index++) {
                assertThat(tree.path(index))
                        .usingElementComparator(java.util.Arrays::compare)
                        .containsExactlyElementsOf(paths.get(index));
                assertThat(MerkleTree.rootOf(leaves.get(index), index, size, paths.get(index)))
                        .as("leaf %d of %d", index, size)
                        .isEqualTo(root);
            }
        }
    }

    @Property(tries = 300)
    void doesNotLeadToTheRootWhenAnythingIsChanged(
            @ForAll @IntRange(min = 2, max = 200) int size,
            @ForAll @Size(2) List<@IntRange(max = 9999) Integer> seeds) {
        List<byte[]> leaves = leaves(size);
        MerkleTree tree = new MerkleTree(leaves);
        byte[] root = tree.root();
        int index = seeds.get(0) % size;
        List<byte[]> path = tree.path(index);

        assertThat(leads(flipped(leaves.get(index), seeds.get(1)), index, size, path, root))
                .as("another leaf")
                .isFalse();
        List<byte[]> otherPath = new ArrayList<>(path);
        int at = seeds.get(1) % path.size();
        otherPath.set(at, flipped(path.get(at), seeds.get(0)));
        assertThat(leads(leaves.get(index), index, size, otherPath, root))
                .as("another path")
                .isFalse();
        int otherIndex = (index + 1 + seeds.get(1) % (size - 1)) % size;
        assertThat(leads(leaves.get(index), otherIndex, size, path, root))
                .as("another index")
                .isFalse();
        assertThat(leads(leaves.get(index), index, size, path.subList(0, path.size() - 1), root))
                .as("a shorter path")
                .isFalse();
        assertThat(leads(
                        leaves.get(index),
                        index,
                        size,
                        Stream.concat(path.stream(), Stream.of(root)).toList(),
                        root))
                .as("a longer path")
                .isFalse();
    }

    @Test
    void tellsALeafFromANode() {
        List<byte[]> leaves = leaves(2);
        byte[] joined = new byte[64];
        System.arraycopy(leaves.get(0), 0, joined, 0, 32);
        System.arraycopy(leaves.get(1), 0, joined, 32, 32);

        assertThat(new MerkleTree(leaves).root()).isNotEqualTo(MerkleTree.leafHash(joined));
    }

    @Test
    void refusesAnEmptyTreeAndAnUnknownLeaf() {
        assertThatThrownBy(() -> new MerkleTree(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MerkleTree(leaves(3)).path(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new MerkleTree(leaves(3)).path(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static boolean leads(byte[] leaf, int index, int size, List<byte[]> path, byte[] root) {
        try {
            return java.util.Arrays.equals(MerkleTree.rootOf(leaf, index, size, path), root);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] flipped(byte[] hash, int seed) {
        byte[] other = hash.clone();
        other[seed % other.length] ^= (byte) (1 << (seed % 8));
        return other;
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> MerkleTree.leafHash(("leaf " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }
}

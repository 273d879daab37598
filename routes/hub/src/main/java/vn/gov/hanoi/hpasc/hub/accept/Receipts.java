package vn.gov.hanoi.hpasc.hub.accept;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.gov.hanoi.hpasc.hub.accept.MessageTable.Batch;
import vn.gov.hanoi.hpasc.hub.accept.MessageTable.Sealed;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Evidence;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Promise;
import vn.gov.hanoi.hpasc.hub.ledger.MerkleTree;
import vn.gov.hanoi.hpasc.hub.ledger.ReceiptSigner;

/** Makes the receipts of one commit, signs them together, and writes the messages with them. */
final class Receipts {

    private final ReceiptSigner signer;
    private final MessageTable messages = new MessageTable();

    Receipts(ReceiptSigner signer) {
        this.signer = signer;
    }

    Map<Taken, Receipt> write(Connection connection, Workspace workspace, Map<UUID, List<Promise>> promises)
            throws SQLException, LostRace {
        Map<Taken, Receipt> receipts = new HashMap<>();
        if (workspace.taken.isEmpty()) {
            return receipts;
        }
        List<Leaf> leaves = workspace.taken.stream()
                .map(taken -> leaf(taken, promises.getOrDefault(taken.exchangeId(), List.of()), workspace.now))
                .toList();
        List<byte[]> hashes = leaves.stream().map(Leaf::hash).toList();
        MerkleTree tree = new MerkleTree(hashes);
        List<List<byte[]>> paths = tree.paths();
        byte[] root = tree.root();
        Batch batch = new Batch(
                UuidCreator.getTimeOrderedEpoch(), root, signer.sign(root, tree.size(), workspace.now), workspace.now);
        List<Sealed> sealed = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            Taken taken = workspace.taken.get(i);
            byte[] path = joined(paths.get(i));
            Evidence evidence = new Evidence(hex(hashes.get(i)), i, tree.size(), Leaf.pathHex(path), batch.signature());
            Receipt receipt = leaves.get(i).receipt(taken.mark(), evidence);
            receipts.put(taken, receipt);
            sealed.add(new Sealed(taken, receipt, path));
        }
        if (!messages.insert(connection, sealed, batch)) {
            throw new LostRace("a key");
        }
        return receipts;
    }

    private static Leaf leaf(Taken taken, List<Promise> promises, Instant now) {
        return new Leaf(
                taken.exchangeId(),
                taken.entry().candidate().message().key(),
                taken.entry().candidate().digest(),
                now,
                promises);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] joined(List<byte[]> hashes) {
        byte[] joined = new byte[hashes.stream().mapToInt(hash -> hash.length).sum()];
        int at = 0;
        for (byte[] hash : hashes) {
            System.arraycopy(hash, 0, joined, at, hash.length);
            at += hash.length;
        }
        return joined;
    }
}

package vn.gov.hanoi.hpasc.hub.attachment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Offers files and their links. */
@Configuration(proxyBeanMethods = false)
class AttachmentConfiguration {

    @Bean
    Attachments attachments(AttachmentProperties properties, DataFolder data, Transactions transactions, Clock clock) {
        Path folder = properties.dir() == null ? data.resolve("files") : properties.dir();
        return new Attachments(folder, properties.maxBytes(), transactions, clock);
    }

    @Bean
    FileLinks fileLinks(AttachmentProperties properties, KeyFolder keys, Transactions transactions, Clock clock)
            throws IOException {
        Path file =
                properties.linkKeyFile() == null ? keys.folder().resolve("file-links.key") : properties.linkKeyFile();
        return new FileLinks(HexFormat.of().parseHex(PrivateFiles.secret(file)), properties, transactions, clock);
    }
}

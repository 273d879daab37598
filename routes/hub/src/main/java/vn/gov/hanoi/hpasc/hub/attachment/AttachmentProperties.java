package vn.gov.hanoi.hpasc.hub.attachment;

import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where files lie and how they are linked to.
 *
 * @param dir the folder, shared by all nodes; null for {@code files} in {@code hub.data-dir}
 * @param maxBytes of one file
 * @param publicAddress under which partners reach this hub; links begin with it
 * @param linkLife how long a link is good
 * @param linkKeyFile holds what links are signed with, the same on all nodes; null for {@code file-links.key} in the keys'
 *     folder, made when it is missing
 */
@Validated
@ConfigurationProperties("hub.files")
record AttachmentProperties(
        @Nullable Path dir,
        @Min(1) @DefaultValue("52428800") long maxBytes,
        @DefaultValue("http://127.0.0.1:8080") URI publicAddress,
        @DefaultValue("30d") Duration linkLife,
        @Nullable Path linkKeyFile) {}

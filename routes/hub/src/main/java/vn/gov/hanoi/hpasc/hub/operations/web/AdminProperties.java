package vn.gov.hanoi.hpasc.hub.operations.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where operators are served.
 *
 * @param address which interface; loopback unless told otherwise, for there is no login yet
 * @param port which port; 0 for any free one
 */
@Validated
@ConfigurationProperties("hub.admin")
record AdminProperties(
        @DefaultValue("127.0.0.1") InetAddress address,
        @Min(0) @Max(65535) @DefaultValue("8081") int port) {}

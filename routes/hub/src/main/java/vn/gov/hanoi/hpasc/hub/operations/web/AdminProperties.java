package vn.gov.hanoi.hpasc.hub.operations.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.InetAddress;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where operators are served.
 *
 * @param address which interface; loopback unless told otherwise, for there is no login yet
 * @param port which port; 0 for any free one
 * @param allowedHosts names, besides localhost and the address, by which operators reach it; requests for others are refused
 */
@Validated
@ConfigurationProperties("hub.admin")
record AdminProperties(
        @DefaultValue("127.0.0.1") InetAddress address,
        @Min(0) @Max(65535) @DefaultValue("8081") int port,
        @DefaultValue Set<String> allowedHosts) {}

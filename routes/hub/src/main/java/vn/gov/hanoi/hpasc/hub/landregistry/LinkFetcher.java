package vn.gov.hanoi.hpasc.hub.landregistry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.attachment.Attachment;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Fetches one file: from the address that was checked, no redirect followed, nothing unpacked, within bounds of size and
 * time. A file is there when its last byte is; until then nothing of it is.
 */
final class LinkFetcher implements AutoCloseable {

    private final LinkPolicy policy;
    private final LinkProperties properties;
    private final Attachments attachments;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("link-watch").factory());

    LinkFetcher(LinkPolicy policy, LinkProperties properties, Attachments attachments) {
        this.policy = policy;
        this.properties = properties;
        this.attachments = attachments;
    }

    /**
     * The file behind {@code link}, kept.
     *
     * @param by whose file it is
     * @throws LinkRefused when it is not to be had, now or at all
     */
    Attachment fetch(String link, String by) {
        LinkPolicy.Target target = policy.target(link);
        HttpGet request = new HttpGet(target.uri());
        request.setHeader("Accept-Encoding", "identity");
        ScheduledFuture<?> end =
                watch.schedule(request::abort, properties.wholeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        // the address goes along with the name: nobody resolves it again
        HttpHost host =
                new HttpHost(target.uri().getScheme(), target.address(), unbracketed(target.host()), target.port());
        try (CloseableHttpClient client = client()) {
            return client.execute(host, request, response -> keep(response, by));
        } catch (IOException broken) {
            throw LinkRefused.forNow(request.isAborted() ? "máy chủ gửi tệp quá lâu" : "không tải được tệp từ máy chủ");
        } finally {
            end.cancel(false);
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private CloseableHttpClient client() {
        Timeout connect = Timeout.of(properties.connectTimeout());
        Timeout read = Timeout.of(properties.readTimeout());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(NOBODY)
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(read).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(read)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(read)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("hpasc-hub")
                .build();
    }

    private static final DnsResolver NOBODY = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    };

    private Attachment keep(ClassicHttpResponse response, String by) throws IOException {
        int status = response.getCode();
        if (status != 200) {
            boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
            String reason = status / 100 == 3 ? "máy chủ chuyển hướng, không đi theo" : "máy chủ trả lời " + status;
            throw passing ? LinkRefused.forNow(reason) : LinkRefused.forGood(reason);
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            throw LinkRefused.forGood("tệp rỗng");
        }
        Header coding = response.getFirstHeader("Content-Encoding");
        if (coding != null && !"identity".equalsIgnoreCase(coding.getValue())) {
            throw LinkRefused.forGood("máy chủ gửi tệp nén (Content-Encoding)");
        }
        if (entity.getContentLength() > properties.maxBytes()) {
            throw tooLarge();
        }
        if (entity.getContentLength() < 0 && !entity.isChunked()) {
            throw LinkRefused.forGood("máy chủ không nói độ dài của tệp");
        }
        try (InputStream body = entity.getContent()) {
            return kept(body, entity.getContentType(), by);
        } catch (Refusal larger) {
            throw tooLarge();
        }
    }

    private Attachment kept(InputStream body, @Nullable String declared, String by) throws IOException {
        byte[] first = body.readNBytes(FileKind.LOOK);
        FileKind kind = FileKind.of(first);
        if (kind == null
                || !kind.mayBeCalled(declared)
                || !properties.mediaTypes().contains(kind.mediaType())) {
            throw LinkRefused.forGood(first.length == 0 ? "tệp rỗng" : "loại tệp không được phép");
        }
        InputStream whole = new SequenceInputStream(new java.io.ByteArrayInputStream(first), body);
        return attachments.keep(new Bounded(whole, properties.maxBytes()), kind.mediaType(), by);
    }

    private LinkRefused tooLarge() {
        return LinkRefused.forGood("tệp lớn hơn " + properties.maxBytes() + " byte");
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** Ends at the first byte too many. */
    private final class Bounded extends FilterInputStream {

        private final long most;
        private long read;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int more = super.read(bytes, from, length);
            count(Math.max(0, more));
            return more;
        }

        private void count(int more) {
            read += more;
            if (read > most) {
                throw tooLarge();
            }
        }
    }
}

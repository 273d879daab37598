package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.apache.activemq.artemis.utils.ConfigurationHelper;
import org.jspecify.annotations.Nullable;

/**
 * The acceptor of agencies. It accepts connections itself and transfers them to Artemis' acceptor, with a
 * {@link LoginHandler} in front of whatever the library does to the first bytes.
 */
@SuppressWarnings("rawtypes") // as the superclass has them
final class GuardedAcceptor extends NettyAcceptor {

    private static final int THREADS_PER_CORE = 3;
    private static final long QUIET_MILLIS = 0;
    private static final long SHUTDOWN_MILLIS = 3_000;

    private final BrokerGuard guard;
    private @Nullable EventLoopGroup loops;
    private volatile @Nullable Channel listening;

    GuardedAcceptor(
            BrokerGuard guard,
            String name,
            ClusterConnection cluster,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            ScheduledExecutorService scheduled,
            Executor failures,
            Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        super(name, cluster, configuration, handler, listener, scheduled, failures, protocols, threadGroup, metrics);
        this.guard = guard;
    }

    @Override
    protected void internalStart() throws Exception {
        if (isStarted()) {
            return;
        }
        super.internalStart();
        boolean epoll = Epoll.isAvailable();
        ThreadFactory threads = new DefaultThreadFactory("broker-" + getName(), true);
        int number = THREADS_PER_CORE * Runtime.getRuntime().availableProcessors();
        loops = epoll ? new EpollEventLoopGroup(number, threads) : new NioEventLoopGroup(number, threads);
        listening = new ServerBootstrap()
                .group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new LoginHandler(guard));
                        transfer(channel);
                    }
                })
                .bind(address())
                .syncUninterruptibly()
                .channel();
    }

    private InetSocketAddress address() {
        Map<String, Object> settings = getConfiguration();
        return new InetSocketAddress(
                ConfigurationHelper.getStringProperty(
                        TransportConstants.HOST_PROP_NAME, TransportConstants.DEFAULT_HOST, settings),
                ConfigurationHelper.getIntProperty(
                        TransportConstants.PORT_PROP_NAME, TransportConstants.DEFAULT_PORT, settings));
    }

    /** Where it listens; 0 when it does not. */
    @Override
    public int getActualPort() {
        Channel channel = listening;
        return channel != null && channel.localAddress() instanceof InetSocketAddress here ? here.getPort() : 0;
    }

    @Override
    public synchronized void pause() {
        stopListening();
        super.pause();
    }

    private void stopListening() {
        Channel channel = listening;
        if (channel != null) {
            channel.close().awaitUninterruptibly(SHUTDOWN_MILLIS);
            listening = null;
        }
    }

    @Override
    public synchronized void asyncStop(Runnable callback) {
        stopListening();
        EventLoopGroup ours = loops;
        loops = null;
        super.asyncStop(() -> {
            if (ours == null) {
                callback.run();
            } else {
                ours.shutdownGracefully(QUIET_MILLIS, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
                        .addListener(stopped -> callback.run());
            }
        });
    }

    /** There is no key store to load anew. */
    @Override
    public void reload() {}
}

package vn.gov.hanoi.hpasc.hub.ingress.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The page that shows the contracts, under {@code /api/docs}; everything it needs comes from here. */
@Configuration(proxyBeanMethods = false)
class DocumentationPages implements WebMvcConfigurer {

    private static final String PAGE = "/api/docs/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PAGE + "**")
                .addResourceLocations(
                        "classpath:/docs/", "classpath:/META-INF/resources/webjars/swagger-ui/" + version() + "/")
                .setCacheControl(CacheControl.maxAge(Duration.ofMinutes(5)));
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/api/docs", PAGE + "index.html");
        registry.addRedirectViewController(PAGE, PAGE + "index.html");
    }

    /** The version of the library on the class path. */
    private static String version() {
        Properties pom = new Properties();
        try (InputStream in =
                DocumentationPages.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            if (in == null) {
                throw new IllegalStateException("swagger-ui is not on the class path");
            }
            pom.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return pom.getProperty("version");
    }
}

package vn.gov.hanoi.hpasc.hub.operations.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import vn.gov.hanoi.hpasc.hub.http.HttpGuards;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

/** Opens the operators' door. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AdminWebConfiguration {

    @Bean
    AdminPort adminPort(AdminProperties properties, ObjectProvider<HttpGuards> guards) {
        AdminPort admin = new AdminPort(properties);
        guards.ifAvailable(guarding -> guarding.adminPort().guard(admin.connector()));
        return admin;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> adminConnector(AdminPort admin) {
        return factory -> factory.addAdditionalTomcatConnectors(admin.connector());
    }

    @Bean
    FilterRegistrationBean<DoorFilter> doorFilter(AdminPort admin, AdminProperties properties, SecurityEvents events) {
        CrossSiteCheck check = new CrossSiteCheck(properties.address().getHostAddress(), properties.allowedHosts());
        FilterRegistrationBean<DoorFilter> registration =
                new FilterRegistrationBean<>(new DoorFilter(admin, check, events));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}

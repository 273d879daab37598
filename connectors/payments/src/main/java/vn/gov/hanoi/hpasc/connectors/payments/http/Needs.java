package vn.gov.hanoi.hpasc.connectors.payments.http;

import java.util.ArrayList;
import java.util.List;
import vn.gov.hanoi.hpasc.connectors.payments.text.CodeTable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;

/** Collects what a merchant's configuration lacks. */
public final class Needs {

    private final Merchant merchant;
    private final List<String> missing = new ArrayList<>();

    private Needs(Merchant merchant) {
        this.merchant = merchant;
    }

    public static Needs of(Merchant merchant) {
        return new Needs(merchant);
    }

    public Needs endpoints(String... names) {
        for (String name : names) {
            require(merchant.endpoints().containsKey(name), "endpoint " + name);
        }
        return this;
    }

    /** In every set of keys: a set that lacks a part could not take over. */
    public Needs keys(String... names) {
        for (SigningKeys.KeySet keys : merchant.keys().accepted()) {
            for (String name : names) {
                require(keys.byName().containsKey(name), "key " + name);
            }
        }
        return this;
    }

    public Needs callbackUrl() {
        require(merchant.callbackUrl() != null, "callback address");
        return this;
    }

    public Needs numericGatewayId() {
        require(merchant.gatewayId().matches("\\d{1,18}"), "numeric id at the gateway");
        return this;
    }

    /** A setting that adds to a table of codes must be one, where it is there. */
    public Needs codes(String setting) {
        merchant.setting(setting).ifPresent(text -> {
            try {
                CodeTable.read(text);
            } catch (IllegalArgumentException noTable) {
                require(false, "setting " + setting + " as code=STATUS,code=STATUS");
            }
        });
        return this;
    }

    public List<String> missing() {
        return List.copyOf(missing);
    }

    private void require(boolean there, String what) {
        if (!there) {
            missing.add("merchant " + merchant.code() + ": " + what);
        }
    }
}

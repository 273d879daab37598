package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** An amount of the catalogue: an amount, nothing, or a text that is neither. A text is never taken for 0. */
sealed interface PortalMoney {

    record Amount(Vnd vnd) implements PortalMoney {}

    /** Nothing is to be paid. */
    record Free() implements PortalMoney {}

    /** Nobody can tell. */
    record Refused(String text) implements PortalMoney {}

    Set<String> FREE = Set.of("", "0", "không", "không có", "không thu", "không thu phí", "miễn phí", "không mất phí");

    /** Whole đồng, plain or in groups of three, with or without the currency. */
    Pattern SHAPE = Pattern.compile("(\\d{1,13}|\\d{1,3}(?:\\.\\d{3})+|\\d{1,3}(?:,\\d{3})+)\\s*(?:đ|đồng|vnđ|vnd)?");

    static PortalMoney of(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return new Free();
        }
        String text = Normalizer.normalize(value.asText(), Normalizer.Form.NFC)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (FREE.contains(text)) {
            return new Free();
        }
        Matcher amount = SHAPE.matcher(text);
        if (!value.isValueNode() || !amount.matches()) {
            return new Refused(value.asText());
        }
        long parsed = Long.parseLong(amount.group(1).replaceAll("[.,]", ""));
        return parsed == 0 ? new Free() : new Amount(new Vnd(parsed));
    }
}

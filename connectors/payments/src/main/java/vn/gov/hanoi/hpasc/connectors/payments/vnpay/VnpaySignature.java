package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormEncoding;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormFields;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;

/** HMAC-SHA512 over sorted form fields (pay, return, IPN) or over values with bars between (querydr, refund). */
final class VnpaySignature {

    static final String HASH = "vnp_SecureHash";
    static final String HASH_TYPE = "vnp_SecureHashType";

    static final List<String> QUERY = List.of(
            "vnp_RequestId",
            "vnp_Version",
            "vnp_Command",
            "vnp_TmnCode",
            "vnp_TxnRef",
            "vnp_TransactionDate",
            "vnp_CreateDate",
            "vnp_IpAddr",
            "vnp_OrderInfo");

    static final List<String> REFUND = List.of(
            "vnp_RequestId",
            "vnp_Version",
            "vnp_Command",
            "vnp_TmnCode",
            "vnp_TransactionType",
            "vnp_TxnRef",
            "vnp_Amount",
            "vnp_TransactionNo",
            "vnp_TransactionDate",
            "vnp_CreateBy",
            "vnp_CreateDate",
            "vnp_IpAddr",
            "vnp_OrderInfo");

    static final List<String> REFUND_ANSWER = List.of(
            "vnp_ResponseId",
            "vnp_Command",
            "vnp_ResponseCode",
            "vnp_Message",
            "vnp_TmnCode",
            "vnp_TxnRef",
            "vnp_Amount",
            "vnp_BankCode",
            "vnp_PayDate",
            "vnp_TransactionNo",
            "vnp_TransactionType",
            "vnp_TransactionStatus",
            "vnp_OrderInfo");

    static final List<String> QUERY_ANSWER = Stream.concat(
                    REFUND_ANSWER.stream(), Stream.of("vnp_PromotionCode", "vnp_PromotionAmount"))
            .toList();

    private static final String PREFIX = "vnp_";

    private VnpaySignature() {}

    /** Sorted by name, encoded as forms are, without what is empty: signed as it is, and the query of the pay address too. */
    static String formOf(Map<String, String> fields, FormEncoding encoding) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> signed(field.getKey(), field.getValue()))
                        .map(field -> encoding.encoded(field.getKey()) + "=" + encoding.encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    static String sign(Secret secret, String text) {
        return Digest.keyed(Digest.Keyed.SHA512, secret, text)
                .map(Digest::hex)
                .orElseThrow(() -> new IllegalArgumentException("a text that UTF-8 cannot carry"));
    }

    static String sign(Secret secret, List<String> names, Map<String, String> fields) {
        return sign(secret, JoinedValues.of(names, fields));
    }

    /** Whether one of {@code secrets} signed an answer whose values stand in the order of {@code names}. */
    static boolean verify(List<Secret> secrets, List<String> names, Map<String, String> fields) {
        return JoinedValues.unambiguous(names, fields)
                && matches(secrets, JoinedValues.of(names, fields), fields.getOrDefault(HASH, ""));
    }

    /**
     * Whether one of {@code secrets} signed a query. First as it was written, since that is what the gateway signed; then as
     * the known encoders would have written it, for a query that was written anew on its way.
     */
    static boolean verify(List<Secret> secrets, FormFields query) {
        String hash = query.values().getOrDefault(HASH, "");
        if (matches(secrets, asWritten(query), hash)) {
            return true;
        }
        return Stream.of(FormEncoding.values())
                .map(encoding -> formOf(query.values(), encoding))
                .distinct()
                .anyMatch(form -> matches(secrets, form, hash));
    }

    private static String asWritten(FormFields query) {
        return query.all().stream()
                .filter(field -> signed(field.name(), field.value()))
                .sorted(Comparator.comparing(FormFields.Field::name))
                .map(FormFields.Field::raw)
                .collect(Collectors.joining("&"));
    }

    private static boolean signed(String name, String value) {
        return name.startsWith(PREFIX) && !name.equals(HASH) && !name.equals(HASH_TYPE) && !value.isEmpty();
    }

    private static boolean matches(List<Secret> secrets, String text, String hash) {
        Function<Secret, Boolean> fits = secret -> Digest.keyed(Digest.Keyed.SHA512, secret, text)
                .map(digest -> digest.isHex(hash))
                .orElse(false);
        return secrets.stream().map(fits).reduce(false, Boolean::logicalOr);
    }
}

package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;

/** VNPAY's two codes. vnp_ResponseCode is about the call, vnp_TransactionStatus about the money. */
final class VnpayStatus {

    static final String SUCCESS = "00";

    private static final String DOUBTFUL_RESPONSE = "07";
    private static final String EXPIRED_RESPONSE = "11";

    private VnpayStatus() {}

    /**
     * Of a callback: paid only if both codes say so. Where they contradict each other about the money, a person decides;
     * neither code alone is believed.
     */
    static PaymentStatus ofCallback(String responseCode, String transactionStatus) {
        boolean accepted = responseCode.equals(SUCCESS);
        PaymentStatus money = ofMoney(transactionStatus);
        if (accepted) {
            return money == PaymentStatus.PAID && !transactionStatus.equals(SUCCESS) ? PaymentStatus.SUSPECT : money;
        }
        if (money == PaymentStatus.PAID || money == PaymentStatus.SUSPECT || responseCode.equals(DOUBTFUL_RESPONSE)) {
            return PaymentStatus.SUSPECT;
        }
        return responseCode.equals(EXPIRED_RESPONSE) ? PaymentStatus.EXPIRED : PaymentStatus.FAILED;
    }

    /** Of a transaction: 05, 06 and 09 speak of its refund, for which it must have been paid. */
    static PaymentStatus ofMoney(String transactionStatus) {
        return switch (transactionStatus) {
            case SUCCESS, "05", "06", "09" -> PaymentStatus.PAID;
            case "01" -> PaymentStatus.PENDING;
            case "02" -> PaymentStatus.FAILED;
            default -> PaymentStatus.SUSPECT;
        };
    }
}

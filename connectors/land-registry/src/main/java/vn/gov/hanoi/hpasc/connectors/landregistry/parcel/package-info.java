/**
 * Land systems of the older generation, which are asked about parcels over SOAP.
 *
 * <p>Not here: how long their answers are kept, and when they are left alone.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.landregistry.parcel;

import org.jspecify.annotations.NullMarked;

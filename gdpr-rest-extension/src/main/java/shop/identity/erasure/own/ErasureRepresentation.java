package shop.identity.erasure.own;

import com.fasterxml.jackson.annotation.JsonInclude;
import shop.identity.erasure.Erasure;

/** A request as its customer sees it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ErasureRepresentation(
        String id,
        String state,
        String receivedAt,
        String dueAt,
        String legalDueAt,
        boolean cancellable,
        String closedAt) {

    static ErasureRepresentation of(Erasure erasure, boolean cancellable) {
        return new ErasureRepresentation(
                erasure.id(),
                erasure.state().wireName(),
                erasure.received().toString(),
                erasure.due().toString(),
                erasure.legalDue().toString(),
                cancellable,
                erasure.closing() == null ? null : erasure.closing().at().toString());
    }
}

package org.throughline.server.console.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.console.ConsoleOrders;
import org.throughline.server.shared.Problem;

/** What the operator orders the running server; it answers in lines that the command prints. */
@RestController
@RequestMapping(path = "/control/orders", produces = MediaType.TEXT_PLAIN_VALUE)
class OrdersApi {
    private final ConsoleOrders orders;

    OrdersApi(ConsoleOrders orders) {
        this.orders = orders;
    }

    @PostMapping("/halt")
    String halt(
            @RequestParam(name = "organization", required = false) @Nullable String organization,
            @RequestParam(name = "reason") String reason) {
        return text(orders.halt(organization, reason));
    }

    @PostMapping("/lift")
    String lift(@RequestParam(name = "organization", required = false) @Nullable String organization) {
        return text(orders.lift(organization));
    }

    /** The person stands in the body: addresses are logged. */
    @PostMapping("/forget")
    String forget(@RequestParam(name = "sure") boolean sure, @RequestBody String person) {
        return text(orders.forget(person, sure));
    }

    @PostMapping("/rotate-master")
    String rotateMaster() {
        return text(orders.rotateMaster());
    }

    @ExceptionHandler(Problem.class)
    ResponseEntity<String> explain(Problem problem) {
        return ResponseEntity.status(problem.type().status())
                .contentType(MediaType.TEXT_PLAIN)
                .body(problem.type().title() + ": " + problem.getMessage() + "\n");
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}

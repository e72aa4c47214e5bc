package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.ClientNetwork;
import org.throughline.server.limits.Limits;
import org.throughline.server.limits.web.Client;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.web.KnownDevices.Device;

/**
 * How often the doors of the house may be tried. A device on which the account signed in before is counted by itself, ten times a minute;
 * everybody else by account and network, by what fails from their network, and by what fails at the account from wherever. So whoever guesses
 * is stopped, and their guessing keeps nobody out who was here before.
 */
@Component
class SignInAttempts {
    private final Limits limits;
    private final KnownDevices devices;

    SignInAttempts(Limits limits, KnownDevices devices) {
        this.limits = limits;
        this.devices = devices;
    }

    /**
     * One attempt, which counts as a failure until it is known to be none.
     *
     * @param knownDevice whether it comes from a device on which the account signed in before
     */
    record Attempt(boolean knownDevice, Runnable giveBack) {
        /** Says that it was no failure. */
        void succeeded() {
            giveBack.run();
        }
    }

    /**
     * Counts an attempt at an account; one too many is a {@code Problem TOO_MANY_ATTEMPTS}.
     *
     * @param act what is tried
     * @param account as it was typed, or another name of whose it is
     * @param whose the person behind it, asked only for a device that was here before
     */
    Attempt at(Act act, String account, Supplier<Optional<PersonId>> whose, HttpServletRequest request) {
        String name = account.strip().toLowerCase(Locale.ROOT);
        Optional<Device> device = devices.of(request);
        if (device.isPresent() && isKnown(device.get(), whose.get())) {
            limits.count(act, device.get().id() + " " + name);
            return new Attempt(true, () -> {});
        }
        ClientNetwork from = Client.of(request);
        limits.count(Act.SIGN_IN_FAILURES, from); // first: who is refused here can't fill the memory with names
        limits.count(act, name, from);
        limits.count(Act.SIGN_IN_ELSEWHERE, name);
        return new Attempt(false, () -> {
            limits.giveBack(Act.SIGN_IN_FAILURES, from);
            limits.giveBack(Act.SIGN_IN_ELSEWHERE, name);
        });
    }

    /** Counts an attempt that names no account. */
    Attempt atNobody(HttpServletRequest request) {
        Optional<Device> device = devices.of(request);
        if (device.isPresent()) {
            limits.count(Act.SIGN_IN, device.get().id().toString());
            return new Attempt(true, () -> {});
        }
        ClientNetwork from = Client.of(request);
        limits.count(Act.SIGN_IN_FAILURES, from);
        return new Attempt(false, () -> limits.giveBack(Act.SIGN_IN_FAILURES, from));
    }

    /** Counts a letter that a stranger wants sent; nobody is told whether it will be. */
    void letter(String account, HttpServletRequest request) {
        ClientNetwork from = Client.of(request);
        if (devices.of(request).isEmpty()) {
            limits.count(Act.SIGN_IN_FAILURES, from);
        }
        limits.count(Act.LETTERS, account.strip().toLowerCase(Locale.ROOT), from);
    }

    /** Whether the person signed in on this device before. */
    private static boolean isKnown(Device device, Optional<PersonId> person) {
        return person.filter(device::knows).isPresent();
    }
}

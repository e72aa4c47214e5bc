package org.throughline.server.site.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.stereotype.Component;

/**
 * Refuses paths that could be read in two ways: the framework's own list, and beyond it every sign outside of ASCII. None of our addresses
 * has one, and some look like a slash or a dot and may become one in a proxy.
 */
@Component
class PlainPaths extends StrictHttpFirewall {
    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        if (!isPlain(request.getServletPath())) {
            throw new RequestRejectedException("The path has signs that none of ours has");
        }
        return super.getFirewalledRequest(request);
    }

    private static boolean isPlain(String path) {
        // where an identifier is asked for, CASE says itself that words with a space are none
        int first = path.startsWith("/ims/case/") ? ' ' : '!';
        return path.chars().allMatch(sign -> sign >= first && sign < 0x7f);
    }
}

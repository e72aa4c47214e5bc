package org.throughline.server.face;

/**
 * A colour as the style sheets write it: lightness in [0, 1], chroma, hue in degrees (CSS Color 4, section 9.4).
 */
record Oklch(double lightness, double chroma, double hue) {
    /** The relative luminance of WCAG 2.2, after clipping to what a screen can show. */
    double luminance() {
        double a = chroma * Math.cos(Math.toRadians(hue));
        double b = chroma * Math.sin(Math.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        double red = shown(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        double green = shown(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        double blue = shown(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    /** The contrast ratio of WCAG 2.2, from 1 to 21. */
    double contrastTo(Oklch other) {
        double one = luminance() + 0.05;
        double two = other.luminance() + 0.05;
        return Math.max(one, two) / Math.min(one, two);
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** Linear light, rounded to the 255 steps of a screen as WCAG counts it. */
    private static double shown(double linear) {
        double clipped = Math.clamp(linear, 0.0, 1.0);
        double encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055;
        double step = Math.round(encoded * 255) / 255.0;
        return step <= 0.04045 ? step / 12.92 : Math.pow((step + 0.055) / 1.055, 2.4);
    }
}

package org.throughline.server.programs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words that Open Badges 3.0 has for what an achievement is (specification, section "AchievementType Enumeration"); a publisher's
 * own word begins with {@code ext:}.
 */
public final class AchievementTypes {
    /** The standard's words, in its order. */
    public static final List<String> STANDARD = List.of(
            "Achievement",
            "ApprenticeshipCertificate",
            "Assessment",
            "Assignment",
            "AssociateDegree",
            "Award",
            "Badge",
            "BachelorDegree",
            "Certificate",
            "CertificateOfCompletion",
            "Certification",
            "CommunityService",
            "Competency",
            "Course",
            "CoCurricular",
            "Degree",
            "Diploma",
            "DoctoralDegree",
            "Fieldwork",
            "GeneralEducationDevelopment",
            "JourneymanCertificate",
            "LearningProgram",
            "License",
            "Membership",
            "ProfessionalDoctorate",
            "QualityAssuranceCredential",
            "MasterCertificate",
            "MasterDegree",
            "MicroCredential",
            "ResearchDoctorate",
            "SecondarySchoolDiploma");

    private static final Pattern OWN = Pattern.compile("ext:[a-zA-Z0-9._-]+");

    private AchievementTypes() {}

    /** Whether a credential may carry this word. */
    public static boolean isKnown(String word) {
        return STANDARD.contains(word) || OWN.matcher(word).matches();
    }

    /** The word within a sentence: "the programme", "the associate degree", "the certificate of completion". */
    public static String noun(String word) {
        return switch (word) {
            case "LearningProgram" -> "programme";
            case "CoCurricular" -> "co-curricular activity";
            case "MicroCredential" -> "microcredential";
            default -> words(word).toLowerCase(Locale.ROOT);
        };
    }

    /** The word as people read it: {@code CertificateOfCompletion} becomes "Certificate of completion". */
    public static String words(String word) {
        String plain = word.startsWith("ext:") ? word.substring("ext:".length()) : word;
        String spaced = plain.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}

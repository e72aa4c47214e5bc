package org.throughline.cli;

import picocli.CommandLine.Command;

/** {@code case}: what can be done with CASE packages without a server. */
@Command(
        name = "case",
        description = "Work with frameworks: check, convert, compare.",
        subcommands = {CaseCheckCommand.class, CaseConvertCommand.class, CaseDiffCommand.class},
        mixinStandardHelpOptions = true)
final class CaseCommand {}

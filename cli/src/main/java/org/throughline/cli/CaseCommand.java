package org.throughline.cli;

import picocli.CommandLine.Command;

/** {@code case}: what can be done with CASE packages without a server. */
@Command(
        name = "case",
        description = "Work with CASE packages.",
        subcommands = {CaseCheckCommand.class},
        mixinStandardHelpOptions = true)
final class CaseCommand {}

package org.throughline.cli;

import picocli.CommandLine.Command;

/** {@code receipt}: what can be done with receipts of a log without its server. */
@Command(
        name = "receipt",
        description = "Work with receipts of a log.",
        subcommands = {ReceiptVerifyCommand.class},
        mixinStandardHelpOptions = true)
final class ReceiptCommand {}

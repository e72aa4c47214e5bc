package org.throughline.server.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.talent.JobProfile;
import org.throughline.server.talent.Supply;

/** Supply and demand per competency, for leaders. */
@Component
public class Pipeline {
    /** The smallest count of people that is shown; a smaller one (but not zero) reads "fewer than 10". */
    public static final int SMALLEST_SHOWN = 10;

    private final Supply supply;
    private final Frameworks frameworks;

    Pipeline(Supply supply, Frameworks frameworks) {
        this.supply = supply;
        this.frameworks = frameworks;
    }

    /** Every competency that published needs ask for. */
    @Transactional(readOnly = true)
    public List<CompetencyBalance> balances() {
        List<Supply.Balance> balances = supply.balances();
        Map<ItemUri, FrameworkItem> items =
                frameworks.items(balances.stream().map(Supply.Balance::item).toList());
        return balances.stream()
                .map(b -> {
                    Optional<FrameworkItem> item = Optional.ofNullable(items.get(b.item()));
                    return new CompetencyBalance(
                            b.item(),
                            item.map(FrameworkItem::label).orElse(b.item().value()),
                            item.map(FrameworkItem::frameworkTitle).orElse(""),
                            b.needs().stream().map(JobProfile::title).toList(),
                            b.openings(),
                            b.people());
                })
                .toList();
    }
}

-- The board asks which outcomes have left their framework; nearly always none has.
create index items_retired on frameworks.items (framework) where retired_at is not null;

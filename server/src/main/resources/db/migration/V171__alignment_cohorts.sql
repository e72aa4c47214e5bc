-- A crosswalk may be opened for a cohort (a partnership): two cohorts of one owner work on the same two frameworks apart from each other.
alter table alignment.crosswalks add column cohort uuid;
alter table alignment.crosswalks drop constraint crosswalks_owner_requirements_outcomes_key;
alter table alignment.crosswalks add constraint one_for_each_cohort unique nulls not distinct (owner, requirements, outcomes, cohort);

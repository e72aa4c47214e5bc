-- A status list that came with an organization from another installation: its address and its keys are there, not here.
alter table issuing.status_list add column came_from text;

-- The role that reads the records of a clinic. The name is replaced by DEMO_READER_ROLE.
create function demo.reader_role() returns text language sql immutable as $$ select 'demo_reader' $$;

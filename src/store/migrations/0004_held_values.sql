ALTER TABLE "key_map" ADD COLUMN "held_hashes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "last_write_date" text;
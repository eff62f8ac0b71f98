ALTER TABLE "graph_run" ADD COLUMN "seen_snapshot_hash" text;--> statement-breakpoint
CREATE INDEX "graph_run_by_namespace" ON "graph_run" USING btree ("connection_id","namespace");
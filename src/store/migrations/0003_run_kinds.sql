DROP INDEX "graph_run_active";--> statement-breakpoint
ALTER TABLE "run_change" ALTER COLUMN "batch_no" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "kind" text DEFAULT 'run' NOT NULL;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "check_depth" text;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "of_run" text;--> statement-breakpoint
ALTER TABLE "run_change" ADD COLUMN "wanted" json;--> statement-breakpoint
ALTER TABLE "run_change" ADD COLUMN "after" json;--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_of_run_graph_run_id_fk" FOREIGN KEY ("of_run") REFERENCES "public"."graph_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "graph_run_active" ON "graph_run" USING btree ("graph_id","connection_id") WHERE status in ('pending', 'running', 'paused', 'rolling_back') and kind <> 'check';--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_kind" CHECK (kind in ('run', 'check', 'retry'));--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_check_depth" CHECK (check_depth in ('offline', 'server'));--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_depth_of_check" CHECK ((kind = 'check') = (check_depth is not null));--> statement-breakpoint
ALTER TABLE "graph_run" ADD CONSTRAINT "graph_run_retry_of" CHECK ((kind = 'retry') = (of_run is not null));
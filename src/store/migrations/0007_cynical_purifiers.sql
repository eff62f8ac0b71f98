CREATE TABLE "run_adoption" (
	"run_id" text NOT NULL,
	"node_index" integer NOT NULL,
	"ord" integer NOT NULL,
	"key" text NOT NULL,
	"external_id" text NOT NULL,
	"model" text NOT NULL,
	"record_id" bigint NOT NULL,
	"label" text NOT NULL,
	"is_archived" boolean NOT NULL,
	"create_date" text,
	"rule" integer NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "run_adoption_run_id_node_index_ord_pk" PRIMARY KEY("run_id","node_index","ord"),
	CONSTRAINT "run_adoption_state" CHECK (state in ('found', 'held', 'taken', 'adopted', 'marked', 'by_id'))
);
--> statement-breakpoint
CREATE TABLE "run_vanished" (
	"run_id" text NOT NULL,
	"node" text NOT NULL,
	"key" text NOT NULL,
	"external_id" text NOT NULL,
	"model" text NOT NULL,
	"record_id" bigint NOT NULL,
	"action" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"detail" text,
	"renamed_to" text,
	CONSTRAINT "run_vanished_run_id_node_key_pk" PRIMARY KEY("run_id","node","key"),
	CONSTRAINT "run_vanished_action" CHECK (action in ('report', 'archive', 'delete')),
	CONSTRAINT "run_vanished_state" CHECK (state in ('reported', 'withheld', 'foretold', 'pending', 'sending', 'archived', 'deleted', 'already', 'gone', 'kept', 'woken'))
);
--> statement-breakpoint
ALTER TABLE "key_map" ADD COLUMN "vanished_run" text;--> statement-breakpoint
ALTER TABLE "key_map" ADD COLUMN "is_archived" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "key_map" ADD COLUMN "by_id" text;--> statement-breakpoint
ALTER TABLE "key_map" ADD COLUMN "create_date" text;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "newest_ids" json;--> statement-breakpoint
ALTER TABLE "graph_run" ADD COLUMN "vanished_found" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "adopted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node" ADD COLUMN "vanished" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "run_adoption_by_record" ON "run_adoption" USING btree ("run_id","model","record_id");--> statement-breakpoint
CREATE INDEX "run_adoption_by_external_id" ON "run_adoption" USING btree ("run_id","external_id");--> statement-breakpoint
CREATE INDEX "run_vanished_by_state" ON "run_vanished" USING btree ("run_id","node","state","key");--> statement-breakpoint
ALTER TABLE "key_map" ADD CONSTRAINT "key_map_vanished_run_graph_run_id_fk" FOREIGN KEY ("vanished_run") REFERENCES "public"."graph_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "key_map_by_id" ON "key_map" USING btree ("connection_id","namespace","external_id") WHERE by_id is not null;--> statement-breakpoint
ALTER TABLE "key_map" ADD CONSTRAINT "key_map_by_id_reason" CHECK (by_id in ('lost', 'adopted', 'renamed'));
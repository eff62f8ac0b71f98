ALTER TABLE "dataset" ADD COLUMN "parent_id" text;--> statement-breakpoint
ALTER TABLE "dataset" ADD COLUMN "line_id" text;--> statement-breakpoint
UPDATE "dataset" SET "line_id" = "id";--> statement-breakpoint
ALTER TABLE "dataset" ALTER COLUMN "line_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "dataset" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_parent_id_dataset_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."dataset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_version" ON "dataset" USING btree ("line_id","version");
// Starts the fake as a program of its own, on a free port, with its data also written to a file.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const module = new URL("../../..", import.meta.url).pathname;

/** Runs what is to be done with a fake: its url and token, and what it holds, by type. */
export async function withFake(options, use) {
    const directory = mkdtempSync(join(tmpdir(), "fake-intercom-"));
    const truthFile = join(directory, "truth.jsonl");
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
    const classpath = [join(module, "target/classes"), readFileSync(join(module, "target/classpath.txt"), "utf8").trim()];
    const program = spawn(
        java,
        ["-cp", classpath.join(":"), "io.intercomsync.fake.FakeIntercomServer", "--truth", truthFile, "--until-eof", ...options],
        { stdio: ["pipe", "pipe", "inherit"] },
    );
    try {
        const address = await addressOf(program);
        await use({ ...address, truth: truth(truthFile) });
    } finally {
        program.kill();
        rmSync(directory, { recursive: true });
    }
}

async function addressOf(program) {
    const address = {};
    for await (const line of createInterface({ input: program.stdout })) {
        const [name, value] = line.split(" ");
        address[name] = value;
        if (address.url && address.token) {
            return address;
        }
    }
    throw new Error("the fake did not start");
}

function truth(file) {
    const byType = {};
    for (const line of readFileSync(file, "utf8").trim().split("\n")) {
        const object = JSON.parse(line);
        (byType[object.type] ??= new Map()).set(object.id, object);
    }
    return byType;
}

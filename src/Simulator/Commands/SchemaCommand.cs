using System.CommandLine;
using Skiller.Simulator.Load;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Commands;

/// <summary><c>skiller-sim schema</c>.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        Argument<string> what = new("what") { Description = "scenario (of grow) or profile (of load).", DefaultValueFactory = static _ => "scenario" };
        what.AcceptOnlyFromAmong("scenario", "profile");
        var command = new Command("schema", "Prints the JSON schema of the files that this program takes.") { what };
        command.SetAction(parsed =>
        {
            Console.Out.Write(parsed.GetValue(what) == "profile" ? JsonInput.Schema<LoadProfile>() : JsonInput.Schema<Scenario>());
            return (int)ExitCode.Done;
        });
        return command;
    }
}

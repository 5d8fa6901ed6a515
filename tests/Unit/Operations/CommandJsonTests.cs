using System.CommandLine;
using Skiller.Silo.Commands;
using Xunit;

namespace Skiller.Tests.Unit.Operations;

/// <summary>Whatever a command tells an operator, it can tell a program.</summary>
public sealed class CommandJsonTests
{
    public static IEnumerable<TheoryDataRow<string>> Commands() => CommandLine.Commands().SelectMany(static command => Leaves("", command)).Select(static name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_can_answer_in_JSON(string name)
    {
        Symbol? found = null;
        foreach (var word in name.Split(' '))
        {
            found = found is Command command ? command.Subcommands.Single(one => one.Name == word) : CommandLine.Commands().Single(one => one.Name == word);
        }

        Assert.Contains("--json", ((Command)found!).Options.Select(static option => option.Name));
    }

    private static IEnumerable<string> Leaves(string before, Command command) =>
        command.Subcommands.Count == 0 ? [before + command.Name] : command.Subcommands.SelectMany(one => Leaves($"{before}{command.Name} ", one));
}

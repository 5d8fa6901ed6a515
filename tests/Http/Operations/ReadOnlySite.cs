using Skiller.Silo.Commands;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Operations;

/// <summary>A site whose log an operator closes and opens, by the command, beside the node.</summary>
public sealed class ReadOnlySite : Site
{
    public async Task Close() => Assert.Equal(ExitCode.Done, await ReadOnlyCommand.On(Settings(), "maintenance of tonight", asJson: true, CancellationToken.None));

    public async Task Open() => Assert.Equal(ExitCode.Done, await ReadOnlyCommand.Off(Settings(), asJson: true, CancellationToken.None));
}

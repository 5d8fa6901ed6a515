using Skiller.Tests.Http.Sites;
using Xunit;

[assembly: AssemblyFixture(typeof(SqliteSite))]
[assembly: AssemblyFixture(typeof(PostgresSite))]

namespace Skiller.Tests.Http.Sites;

/// <summary>On SQLite.</summary>
public sealed class SqliteSite : Site
{
    protected override string SharedAs => "most";
}

/// <summary>On a PostgreSQL that the tests start themselves.</summary>
public sealed class PostgresSite : Site
{
    protected override bool IsOnPostgres => true;

    protected override string SharedAs => "most";
}

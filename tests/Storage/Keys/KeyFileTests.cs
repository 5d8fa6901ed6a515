using Skiller.Storage.Keys;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Storage.Keys;

/// <summary>F38: a file of secrets that everybody may read, or that is none, is refused in one line that tells nothing of its content.</summary>
public sealed class KeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "keys");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_key_comes_first_and_the_file_is_its_owners_only()
    {
        var first = KeyFile.AddKey(File);
        var second = KeyFile.AddKey(File);
        Assert.Equal([second, first], KeyFile.Read(File).Keys.Select(static key => key.Name));
        Assert.NotEqual(first, second);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void What_others_may_read_or_change_is_no_secret_F38(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such modes.");
        KeyFile.AddKey(File);
#pragma warning disable CA1416 // Not reached there.
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | mode);
        var fault = Assert.Throws<InvalidDataException>(() => KeyFile.Read(File));
        Assert.Equal($"{File} holds a secret that others than its owner may read or change: chmod 600 {File}", fault.Message);

        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.GroupRead);
#pragma warning restore CA1416
        Assert.Single(KeyFile.Read(File).Keys);
    }

    [Fact]
    public void What_is_no_key_is_named_by_its_line_and_not_shown()
    {
        const string NoKey = "c2hvcnQ=";
        KeyFile.AddKey(File);
        System.IO.File.AppendAllLines(File, ["", "# the one of last year", NoKey]);
        var fault = Assert.Throws<InvalidDataException>(() => KeyFile.Read(File));
        Assert.StartsWith($"{File}: line 4 is no key", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(NoKey, fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => KeyFile.AddKey(File));
        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => KeyFile.Read(File + "-that-is-not-there")).Message, StringComparison.Ordinal);
    }
}

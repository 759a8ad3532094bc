using Ics2.Dashboard.Watching;
using Microsoft.AspNetCore.Components;

namespace Ics2.Dashboard.Parts;

/// <summary>A page that follows what happens as long as it is open.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private IDisposable? _joined;

    /// <summary>What all open pages show.</summary>
    [Inject]
    protected LiveFeed Feed { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _joined = Feed.Join(() => _ = TellAsync());
        }
    }

    /// <summary>Something has happened.</summary>
    protected virtual Task FollowAsync()
    {
        StateHasChanged();
        return Task.CompletedTask;
    }

    // What fails here is shown on the page, as what fails in an event of it is.
    private async Task TellAsync()
    {
        try
        {
            await InvokeAsync(FollowAsync);
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    /// <summary>Whether the page is closed.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _joined?.Dispose();
        }
    }
}
